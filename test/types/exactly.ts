type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/**
 * The files here are not run: `npm run typecheck` compiles them, and so does the check of the
 * package against its declarations. A line that must be wrong is an error when it is not.
 *
 * `exactly<A>()(value)` compiles where the value's type is A and no other; `any` is another.
 */
export function exactly<Expected>(): <Actual>(
  value: Actual,
  ...wrong: Same<Actual, Expected> extends true ? [] : [{ wanted: Expected; got: Actual }]
) => void {
  return () => {}
}

// @ts-expect-error another type
exactly<string>()(5)
// @ts-expect-error any
exactly<string>()(JSON.parse('""'))
// @ts-expect-error no type so narrow
exactly<'csv'>()(String('csv'))
