/** Stands for packages that only a browser's page or native code uses: the SDK names them and never gets to them here. */
export {};
