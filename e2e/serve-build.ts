/** Serves the build for the tests: as `npm start` does, and as any static host under a sub-path would. */
import { serve } from "../.scripts/serve.mjs";

export default async function serveBuild(): Promise<() => Promise<void>> {
  const isolated = await serve({ port: 0 });
  const plain = await serve({ port: 0, isolated: false, base: "/some/path/" });
  process.env.COLDSTART_URL = isolated.url;
  process.env.COLDSTART_PLAIN_URL = plain.url;
  return async () => {
    await isolated.close();
    await plain.close();
  };
}
