/** Whether a text can be an id of a user or of work. Ids come from addresses; PostgreSQL fails on one that is no UUID. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
