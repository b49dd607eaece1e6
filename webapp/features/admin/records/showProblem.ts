const PROBLEMS = '[aria-invalid="true"], .help.err, .note.bad';

/**
 * Brings the first thing that is wrong with the form in front into view, and a field that is wrong under the
 * cursor: a long form is sent from its end, where nothing of it is seen.
 */
export function showFirstProblem(): void {
  const form = [...document.querySelectorAll('.admin-form')].at(-1);
  const problem = form?.querySelector<HTMLElement>(PROBLEMS);
  problem?.scrollIntoView({ block: 'center' });
  if (problem?.matches('[aria-invalid]')) {
    problem.focus({ preventScroll: true });
  }
}
