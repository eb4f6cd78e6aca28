/** POSIX paths by path-browserify, which is Node's own code; Windows paths are not for a container that runs on Linux. */
import posix from "path-browserify";

export default posix;
