/** node:punycode: the package that Node has inside. */
import punycode from "punycode/punycode.es6.js";

export default punycode;
