exports.handler = async () => ({
  indexedDB: typeof indexedDB,
  caches: typeof caches,
  localStorage: typeof localStorage,
  cookie: typeof document === "undefined" ? "undefined" : document.cookie,
  cookieStore: typeof cookieStore,
  BroadcastChannel: typeof BroadcastChannel,
});
