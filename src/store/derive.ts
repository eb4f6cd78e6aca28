/**
 * Selectors that compute: they remember the last result and give the same reference back while their inputs are the
 * same, so that a panel is drawn again only when what it shows has changed.
 */
export function derive<S, I extends readonly unknown[], R>(
  inputsOf: (state: S) => readonly [...I],
  compute: (...inputs: readonly [...I]) => R,
): (state: S) => R {
  let last: { readonly inputs: readonly [...I]; readonly result: R } | undefined;
  return (state) => {
    const inputs = inputsOf(state);
    if (last && inputs.every((input, place) => Object.is(input, last?.inputs[place]))) return last.result;
    last = { inputs, result: compute(...inputs) };
    return last.result;
  };
}

/** One memory for each key; "" where there is none. */
export function deriveFor<S, I extends readonly unknown[], R>(
  inputsOf: (state: S, key: string | undefined) => readonly [...I],
  compute: (...inputs: readonly [...I]) => R,
): (state: S, key?: string) => R {
  const byKey = new Map<string, (state: S) => R>();
  return (state, key) => {
    const known = byKey.get(key ?? "") ?? derive((each: S) => inputsOf(each, key), compute);
    byKey.set(key ?? "", known);
    return known(state);
  };
}
