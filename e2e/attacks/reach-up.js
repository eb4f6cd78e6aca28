exports.handler = async () => ({
  parent: typeof parent,
  top: typeof top,
  window: typeof window,
  document: typeof document,
  opener: typeof opener,
  postMessage: typeof postMessage,
  constructed: typeof new Function("return typeof this.parent === 'undefined' ? undefined : this.parent")(),
});
