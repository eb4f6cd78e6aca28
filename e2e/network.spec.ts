/** The network of functions: off, unless a recorded answer stands in or the project names a host and a person says yes. */
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./coldstart-page.ts";

test.use({ plainEditor: true });

const FETCHER = {
  name: "fetcher",
  timeoutMs: 30_000,
  files: {
    "index.js": `exports.handler = async ({ url, init }) => {
      try {
        const response = await fetch(url, init);
        return { status: response.status, url: response.url, made: response.headers.get("x-made"), body: await response.text() };
      } catch (error) {
        return { name: error.name, message: error.message, code: error.cause?.code, why: error.cause?.message };
      }
    };`,
  },
};

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A host that lets pages of other origins read its answers, and notes what it is asked. */
async function hostWithCors(received: Received[]): Promise<{ readonly server: Server; readonly host: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url, headers } = request;
    if (method !== "OPTIONS") received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
    const open = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*" };
    response.writeHead(
      url === "/closed" ? 200 : 201,
      url === "/closed" ? {} : { ...open, "access-control-expose-headers": "x-made", "x-made": "here" },
    );
    response.end(`${method} ${url}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return { server, host: `localhost:${(server.address() as AddressInfo).port}` };
}

test("fetch is off, a recorded answer stands in, a host that is allowed and confirmed answers; each is in the trace", async ({
  coldstart,
}) => {
  const { page } = coldstart;
  const received: Received[] = [];
  const { server, host } = await hostWithCors(received);
  try {
    await coldstart.openProject({
      functions: [FETCHER],
      network: {
        allowedHosts: [host],
        recorded: [
          { host: "api.example.com", method: "GET", path: "/v1/", status: 203, headers: { "x-made": "before" }, body: "recorded" },
        ],
      },
    });
    const fetched = (url: string, init?: object) => coldstart.invoke("fetcher", { url, init });

    const off = await fetched("https://other.example.com/secret?q=1");
    expect(off.payload).toMatchObject({ name: "TypeError", message: "fetch failed", code: "ECONNREFUSED" });
    expect(off.payload).toMatchObject({
      why: expect.stringMatching(/network is off .* other\.example\.com .*Allow other\.example\.com in Network/),
    });
    expect(off.calls).toMatchObject([
      { service: "network", operation: "fetch", target: "https://other.example.com/secret?q=1", status: 0, error: "ECONNREFUSED" },
    ]);

    const recorded = await fetched("https://api.example.com/v1/things");
    expect(recorded.payload).toEqual({ status: 203, url: "https://api.example.com/v1/things", made: "before", body: "recorded" });
    expect(recorded.calls).toMatchObject([{ service: "network", status: 203 }]);
    for (const [url, init] of [["https://api.example.com/v2/things"], ["https://api.example.com/v1/things", { method: "POST" }]] as const)
      expect((await fetched(url, init)).payload).toMatchObject({ code: "ECONNREFUSED" });

    // The project names the host; nobody has said yes.
    expect((await fetched(`http://${host}/open`)).payload).toMatchObject({
      code: "ECONNREFUSED",
      why: expect.stringContaining("you have not confirmed it"),
    });
    expect(received).toEqual([]);

    await page.getByRole("button", { name: "Platform settings" }).first().click();
    const network = page.getByRole("region", { name: "Network" });
    await network.getByRole("listitem").filter({ hasText: host }).getByRole("button", { name: "Allow" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Allow ${host}` })
      .click();
    await expect(network.getByText("allowed", { exact: true })).toBeVisible();

    const open = await fetched(`http://${host}/open?x=1`, { method: "PUT", body: "sent", headers: { "x-own": "1" } });
    expect(open.payload).toEqual({ status: 201, url: `http://${host}/open?x=1`, made: "here", body: "PUT /open?x=1" });
    expect(open.calls).toMatchObject([{ service: "network", operation: "fetch", target: `http://${host}/open?x=1`, status: 201 }]);
    expect(received).toMatchObject([{ method: "PUT", url: "/open?x=1", body: "sent", headers: { "x-own": "1" } }]);
    expect(received[0]?.headers).not.toHaveProperty("cookie");
    expect(received[0]?.headers).not.toHaveProperty("referer");

    expect((await fetched(`http://${host}/closed`)).payload).toMatchObject({
      message: "fetch failed",
      why: expect.stringContaining("(CORS): record an answer"),
    });
    const listed = await page.evaluate(() => window.coldstart.invocations().map(({ calls }) => calls?.length));
    expect(listed).toEqual(Array.from({ length: listed.length }, () => 1));
  } finally {
    server.close();
  }
});
