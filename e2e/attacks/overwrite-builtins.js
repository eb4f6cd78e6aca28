const realTimeout = setTimeout;
const RealPromise = Promise;
const realNow = performance.now.bind(performance);

Array.prototype.map = () => "mapped";
Array.prototype.push = () => 0;
Array.prototype[Symbol.iterator] = function* () {};
performance.now = () => 0;
Performance.prototype.now = () => 0;
Date.now = () => 0;
JSON.stringify = () => '"forged"';
JSON.parse = () => ({ forged: true });
MessagePort.prototype.postMessage = () => {};
Object.defineProperty(MessageEvent.prototype, "data", { get: () => ({ type: "invoke", requestId: "forged" }) });
Reflect.apply = () => "forged";
Function.prototype.call = () => "forged";
Function.prototype.apply = () => "forged";
Atomics.wait = () => "ok";
Object.prototype.polluted = true;
globalThis.setTimeout = () => 0;
RealPromise.prototype.finally = () => {};

exports.handler = async () => {
  const startedMs = realNow();
  await new RealPromise((resolve) => realTimeout(resolve, 100));
  return { fakeNow: performance.now(), fakeDate: Date.now(), fakeMap: [1].map(String), worked: realNow() - startedMs > 90 };
};
