// npm start: installs what is missing, builds, serves, prints the address.
import { spawnSync } from "node:child_process";
import { installMissing } from "./install.mjs";
import { serve } from "./serve.mjs";

installMissing();
const built = spawnSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], { stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);

const wanted = Number(process.env.PORT ?? 4173);
const { url } = await serve({ port: wanted }).catch((error) => {
  if (error.code !== "EADDRINUSE" || process.env.PORT) throw error;
  return serve({ port: 0 });
});
console.log(`\nColdstart is at ${url}\n`);
