/** What Portico uses of activitypub-express 4.4.2, which ships no types. Property values are its JSON-LD normal form. */
declare module 'activitypub-express' {
  export interface ApexRequest {
    readonly app: { readonly locals: { readonly apex: Apex }; get(name: string): unknown };
    readonly method: string;
    readonly originalUrl: string;
    readonly params: Record<string, string>;
    readonly query: Record<string, string>;
    body: unknown;
    get(header: string): string | undefined;
    accepts(types: string | readonly string[]): string | false;
    is(types: string | readonly string[]): string | false;
  }
  export interface ApexLocals {
    eventName: string | null;
    eventMessage: unknown;
    postWork: ((response: ApexResponse) => unknown)[];
    status?: number;
    statusMessage?: string;
    createdLocation?: string;
    responseType?: string;
    authorizedUserId?: string;
    authorized?: boolean;
    target?: ApexNode;
    sender?: ApexNode;
    actor?: ApexNode;
    object?: ApexNode | string | undefined;
    activity?: boolean;
    isNewActivity?: boolean | string;
    doNotPublish?: boolean;
    result?: unknown;
  }
  export interface ApexResponse {
    readonly locals: { apex: ApexLocals };
    status(code: number): ApexResponse;
    sendStatus(code: number): ApexResponse;
    send(body?: unknown): ApexResponse;
    json(body: unknown): ApexResponse;
    set(header: string, value: string): ApexResponse;
    type(type: string): ApexResponse;
  }
  export type ApexMiddleware = (
    request: ApexRequest,
    response: ApexResponse,
    next: (error?: unknown) => void,
  ) => unknown;

  export interface ApexNode {
    id: string;
    type: string;
    _meta?: { collection?: string[] };
    _local?: { blockList?: string[] };
    // biome-ignore lint/suspicious/noExplicitAny: the normal form is open, and apex reads any property of it
    [property: string]: any;
  }
  export interface CollectionInfo {
    name: string;
    actor?: string;
    activity?: string;
    id?: string;
  }
  export interface Apex {
    (request: unknown, response: unknown, next: () => void): void;
    context: unknown[];
    baseUrl: string;
    domain: string;
    store: unknown;
    consts: { publicAddress: string; jsonldTypes: string[]; jsonldOutgoingType: string };
    net: {
      validators: Record<string, ApexMiddleware>;
      activity: Record<string, ApexMiddleware>;
      collection: Record<string, ApexMiddleware>;
      responders: Record<string, ApexMiddleware>;
      security: Record<string, ApexMiddleware>;
      wellKnown: Record<string, ApexMiddleware>;
    };
    utils: {
      usernameToIRI(name: string): string;
      objectIdToIRI(id?: string): string;
      activityIdToIRI(id?: string): string;
      userCollectionIdToIRI(user: string, id: string): string;
      nameToActorStreams(name: string): Record<string, string>;
      idToActivityCollections(id: string): Record<string, string>;
      iriToCollectionInfo(iri: string): CollectionInfo | undefined;
    };
    fromJSONLD(document: object): Promise<ApexNode>;
    toJSONLD(node: object): Promise<Record<string, unknown>>;
    stringifyPublicJSONLD(document: object): string;
    jsonldContextLoader(url: string): Promise<unknown>;
    buildActivity(type: string, actor: string, to?: unknown, etc?: object): Promise<ApexNode>;
    buildCollection(id: string, ordered: boolean, totalItems: number): Promise<ApexNode>;
    buildTombstone(object: { id: string }): Promise<ApexNode>;
    mergeJSONLD(target: object, source: object): ApexNode;
    audienceFromActivity(activity: object): string[];
    objectIdFromActivity(activity: object): string | null;
    objectIdFromValue(value: unknown): string | undefined;
    actorIdFromActivity(activity: object): string;
    addMeta(node: object, key: string, value: string): void;
    validateActivity(value: unknown): boolean | undefined;
    validateObject(value: unknown): boolean | undefined;
    validateOwner(object: unknown, actor: { id: string }): boolean;
    isPublic(object: object): boolean;
    isString(value: unknown): boolean;
    isLocalIRI(id: string): boolean;
    isLocalhostIRI(id: string): boolean;
    requestObject(id: string): Promise<ApexNode | null | undefined>;
    resolveObject(
      id: unknown,
      includeMeta?: boolean,
      refresh?: boolean,
      localOnly?: boolean,
    ): Promise<ApexNode | undefined>;
    resolveActivity(id: unknown, includeMeta?: boolean): Promise<ApexNode | undefined>;
    resolveReferences(object: unknown): Promise<ApexNode[]>;
    embedCollections(activity: ApexNode): Promise<ApexNode>;
    updateCollection(id: unknown): Promise<ApexNode | undefined>;
    publishActivity(actor: ApexNode, activity: ApexNode, audience?: string[]): Promise<void>;
    publishUpdate(actor: ApexNode, object: unknown, cc?: unknown): Promise<void>;
    publishUndoUpdate(collection: string, actor: ApexNode, audience: unknown): Promise<void>;
    acceptFollow(actor: ApexNode, follow: ApexNode): Promise<{ postTask: () => Promise<void>; updated: ApexNode }>;
    address(activity: ApexNode, sender: ApexNode, override?: string[]): Promise<string[]>;
    queueForDelivery(...parameters: unknown[]): unknown;
    deliver(...parameters: unknown[]): unknown;
    startDelivery(): unknown;
    runDelivery(): unknown;
    generateNodeInfo(version: string): Promise<Record<string, unknown>>;
    logger: unknown;
  }
  // biome-ignore lint/style/noDefaultExport: it is the package's
  export default function activitypubExpress(settings: Record<string, unknown>): Apex;
}
