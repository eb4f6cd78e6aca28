/** node:assert. A failed assert(value) cannot show the source text of its call, as Node does where it finds the file. */
import { AssertionError } from "../assert/assertion-error.ts";
import * as comparing from "../assert/comparing.ts";
import { doesNotReject, doesNotThrow, rejects, throws } from "../assert/thrown.ts";
import { throwingExports } from "../gaps.ts";

type Message = string | Error | undefined;
type Fn = (...args: never[]) => unknown;

function check(args: readonly unknown[], from: Fn): void {
  const [value, message] = args;
  if (value) return;
  if (message instanceof Error) throw message;
  const text = args.length === 0 ? "No value argument passed to `assert.ok()`" : (message as string | undefined);
  const error = new AssertionError({ actual: value, expected: true, operator: "==", message: text, stackStartFn: from });
  throw Object.assign(error, { generatedMessage: message === undefined });
}

function ok(...args: unknown[]): void {
  check(args, ok);
}

function fail(message?: Message): never {
  if (message instanceof Error) throw message;
  const error = new AssertionError({ message: message ?? "Failed", operator: "fail", stackStartFn: fail });
  throw Object.assign(error, { generatedMessage: message === undefined });
}

const shared = {
  ...throwingExports("assert"),
  fail,
  AssertionError,
  ok,
  ...comparing,
  throws,
  rejects,
  doesNotThrow,
  doesNotReject,
};

const STRICT = {
  equal: comparing.strictEqual,
  notEqual: comparing.notStrictEqual,
  deepEqual: comparing.deepStrictEqual,
  notDeepEqual: comparing.notDeepStrictEqual,
};

function strict(...args: unknown[]): void {
  check(args, strict);
}

Object.assign(strict, shared, STRICT, { strict });

export default Object.assign(ok, shared, { strict });
