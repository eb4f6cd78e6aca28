/** What the package `url` asks of the package `qs`, which it needs for nothing that node:querystring does not do. */
import querystring from "node:querystring";

type Fields = Parameters<typeof querystring.stringify>[0];

export const parse = (query: string): object => querystring.parse(query);
export const stringify = (fields: Fields): string => querystring.stringify(fields);
