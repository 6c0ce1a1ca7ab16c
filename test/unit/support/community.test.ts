import { OutsideCommunity } from '../../support/community/community.ts';

describe('the outside community', () => {
  it('follows, hears, answers and forgets across two processes', async () => {
    await using here = await OutsideCommunity.start();
    await using there = await OutsideCommunity.spawn();
    const ada = await here.person('ada');
    const bruno = await there.person('bruno');

    const follow = await ada.follow(bruno.handle);
    expect(await here.until(({ type }) => type === 'Accept')).toMatchObject({ actor: bruno.id, objectId: follow.id });

    const note = await bruno.note('<p>high water</p>');
    const heard = await here.until(({ type }) => type === 'Create');
    expect(heard.object).toMatchObject({ id: note.object, author: bruno.id, content: '<p>high water</p>' });
    expect(JSON.parse(heard.body)).toMatchObject({ type: 'Create' });

    const like = await ada.like(note.object!);
    await ada.undo(like.id);
    await ada.announce(note.object!);
    await ada.reply(note.object!, '<p>how high?</p>');
    expect(there.received().map(({ type }) => type)).toEqual(['Follow', 'Like', 'Undo', 'Announce', 'Create']);

    await bruno.delete(note.object!);
    expect(here.posts().get(note.object!)).toMatchObject({ deleted: true });
    expect(await here.get(note.object!)).toMatchObject({ status: 404 });
    expect(await ada.get(bruno.id)).toMatchObject({ status: 200 });
  });

  it('records what it refuses', async () => {
    await using here = await OutsideCommunity.start();
    const ada = await here.person('ada');
    const body = { '@context': 'https://www.w3.org/ns/activitystreams', type: 'Like', actor: ada.id, object: ada.id };
    const answer = await fetch(`${ada.id}/inbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/activity+json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(401);
    expect(here.received()).toEqual([]);
    expect(here.exchanges()).toMatchObject([{ status: 401, body: JSON.stringify(body) }]);
  });

  it('says what did not come', async () => {
    await using here = await OutsideCommunity.start();
    await expect(here.until(() => true, 5)).rejects.toThrow('received nothing of the kind within 5 ms');
  });
});
