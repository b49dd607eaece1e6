/** A number with its noun, for the lines of the operator's commands: `1 violation`, `2 violations`. */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
