import type { Context } from '@fedify/fedify';
import { type Activity, Object as AsObject, Create, Update } from '@fedify/fedify/vocab';
import type { ReadActivity, ReadObject } from './exchange.ts';

/** What Fedify read in a verified activity. Only embedded objects are looked into: nothing is fetched. */
export async function readActivity(ctx: Context<unknown>, activity: Activity): Promise<ReadActivity> {
  const object = activity instanceof Create || activity instanceof Update ? await activity.getObject(ctx) : null;
  return {
    type: typeName(activity),
    id: activity.id?.href ?? '',
    actor: activity.actorId?.href ?? '',
    ...optional('objectId', activity.objectId?.href),
    ...(object?.id ? { object: await readObject(ctx, object) } : {}),
  };
}

async function readObject(ctx: Context<unknown>, object: AsObject): Promise<ReadObject> {
  const descriptions: string[] = [];
  for await (const attachment of object.getAttachments(ctx)) {
    if (attachment instanceof AsObject && attachment.name) descriptions.push(attachment.name.toString());
  }
  return {
    id: object.id?.href ?? '',
    type: typeName(object),
    ...optional('author', object.attributionId?.href),
    ...optional('content', object.content?.toString()),
    ...optional('summary', object.summary?.toString()),
    ...optional('name', object.name?.toString()),
    ...optional('inReplyTo', object.replyTargetId?.href),
    descriptions,
  };
}

function typeName(object: AsObject): string {
  return object.constructor.name;
}

function optional<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: string });
}
