// Serves the production build. With `isolated` it sends the two headers that cross-origin isolation needs; without, it is
// any static host, and the service worker supplies them. `base` serves the same build under a sub-path. Without `brotli`
// it sends files as they are: for those who ask for each once.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".map": "application/json",
};
const COMPRESSIBLE = new Set([".html", ".js", ".css", ".json", ".svg", ".wasm", ".map", ".txt", ".webmanifest"]);
const ISOLATION = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
};

export function serve({ root = "dist", port = 4173, host = "localhost", isolated = true, base = "/", brotli = true } = {}) {
  const compressed = new Map();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = fileFor(decodeURIComponent(pathname));
    if (!path) {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not found");
      return;
    }
    const extension = extname(path);
    const headers = {
      "content-type": TYPES[extension] ?? "application/octet-stream",
      // Names in assets/ carry a hash of their content.
      "cache-control": path.includes("assets") ? "public, max-age=31536000, immutable" : "no-cache",
      ...(isolated ? ISOLATION : {}),
    };
    if (brotli && COMPRESSIBLE.has(extension) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
      const body = compressed.get(path) ?? compress(path, compressed);
      response.writeHead(200, { ...headers, "content-encoding": "br", "content-length": body.byteLength, vary: "accept-encoding" });
      response.end(request.method === "HEAD" ? undefined : body);
      return;
    }
    response.writeHead(200, { ...headers, "content-length": statSync(path).size });
    if (request.method === "HEAD") response.end();
    else createReadStream(path).pipe(response);
  });

  function fileFor(pathname) {
    if (!pathname.startsWith(base)) return undefined;
    const relative = normalize(pathname.slice(base.length)).replace(/^([/\\]|\.\.)+/, "");
    const path = join(root, relative === "." || relative === "" ? "index.html" : relative);
    return existsSync(path) && statSync(path).isFile() ? path : undefined;
  }

  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () =>
      resolve({ url: `http://${host}:${server.address().port}${base}`, close: () => new Promise((done) => server.close(done)) }),
    );
  });
}

/** What the first visit waits for is small, and compressed as well as can be; megabytes are compressed quickly. */
function compress(path, cache) {
  const text = readFileSync(path);
  const body = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: text.byteLength < 1_000_000 ? 11 : 6 } });
  cache.set(path, body);
  return body;
}
