/** Address of a cell's page. */
export function cellHref(month: string, date: string, staffId: string): string {
  return `/months/${month}/cells/${date}/${encodeURIComponent(staffId)}`;
}
