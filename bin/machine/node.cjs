// The first step of every command, loaded before it (`node -r`). CommonJS, and in the words of an old Node: it is run by
// whatever Node the machine has, and must be able to say so.
const wanted = '24';
if (process.versions.node.split('.')[0] !== wanted) {
  console.error(
    `This needs Node ${wanted}, and ran on ${process.version}: run npm ci, which brings it, and use npm run.`,
  );
  process.exit(1);
}
