import { Buffer } from "node:buffer";
import dayjs from "dayjs";
import * as jose from "jose";
import jwt from "jsonwebtoken";
import _, { chunk } from "lodash";
import get from "lodash/get";
import { v4, validate } from "uuid";
import { z } from "zod";

export const handler = async () => {
  const key = new TextEncoder().encode("a secret that is long enough to be one");
  const signed = await new jose.SignJWT({ sub: "ada" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h").sign(key);
  return {
    uuid: validate(v4()),
    lodash: [_.capitalize("ada"), chunk([1, 2, 3], 2), get({ a: { b: 1 } }, "a.b")],
    dayjs: dayjs("2026-01-31").add(1, "month").format("YYYY-MM-DD"),
    zod: z.object({ n: z.coerce.number() }).parse({ n: "7" }),
    zodError: z.string().safeParse(1).success,
    // Each package reads what the other wrote.
    jwt: jwt.verify(signed, Buffer.from(key)).sub,
    jose: (await jose.jwtVerify(jwt.sign({ sub: "bob" }, Buffer.from(key)), key)).payload.sub,
  };
};
