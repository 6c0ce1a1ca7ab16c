/** A value that is neither an array nor an object. */
export type Leaf = string | number | boolean;
