/** What people and support call a job: the random end of its id, `4F7-20C`. */
export function jobNumber(id: string): string {
  const end = id.replaceAll('-', '').slice(-6).toUpperCase();
  return `${end.slice(0, 3)}-${end.slice(3)}`;
}
