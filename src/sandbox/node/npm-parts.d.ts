/** The npm packages that built-ins are made of and that bring no types, as far as they are used. */
declare module "path-browserify" {
  const posix: import("node:path").PlatformPath;
  export default posix;
}
