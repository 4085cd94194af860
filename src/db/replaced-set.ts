/** What replacing a set did. */
export interface ReplacedSet {
  readonly added: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** What must be done so that the given contents are the only ones. */
export interface SetChange<Key, Content> {
  readonly added: readonly Content[];
  /** Keys of the stored rows to remove. */
  readonly removed: readonly Key[];
  readonly counts: ReplacedSet;
}

/**
 * Compares a stored set with a given one. Contents are the same when their JSON is; equal ones are counted, so two
 * equal lines of a file stay two rows, and the same file again changes nothing.
 */
export function setChange<Key, Content>(
  stored: readonly (readonly [Key, Content])[],
  given: readonly Content[],
): SetChange<Key, Content> {
  const keysByContent = new Map<string, Key[]>();
  for (const [key, content] of stored) {
    const text = JSON.stringify(content);
    const keys = keysByContent.get(text);
    if (keys === undefined) keysByContent.set(text, [key]);
    else keys.push(key);
  }
  const added = given.filter((content) => keysByContent.get(JSON.stringify(content))?.pop() === undefined);
  const removed = [...keysByContent.values()].flat();
  return {
    added,
    removed,
    counts: { added: added.length, removed: removed.length, unchanged: stored.length - removed.length },
  };
}
