const { v4, validate } = require("uuid");
const _ = require("lodash");
const dayjs = require("dayjs");
const { z } = require("zod");
const jose = require("jose");
const jwt = require("jsonwebtoken");

exports.handler = async () => ({
  uuid: validate(v4()),
  lodash: _.capitalize("ada"),
  dayjs: dayjs("2026-01-31").add(1, "month").format("YYYY-MM-DD"),
  zod: z.object({ n: z.coerce.number() }).parse({ n: "7" }),
  jose: typeof jose.SignJWT,
  jwt: jwt.verify(jwt.sign({ sub: "ada" }, "secret"), "secret").sub,
});
