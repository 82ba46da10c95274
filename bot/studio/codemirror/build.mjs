// Bundles entry.js into OUT/codemirror.js, and the licences of what went in beside it. Run by scripts/codemirror.sh.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const out = process.argv[2];
const made = await build({
  entryPoints: ["entry.js"], bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8",
  legalComments: "none", metafile: true, write: false, lineLimit: 2000,
});
const packages = [...new Set(Object.keys(made.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []))].sort();
const about = packages.map((name) => {
  const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return { name, version, license, words: readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim() };
});
const code = `/* CodeMirror 6 (MIT): codemirror.LICENSES.txt. Built by \`make codemirror\`, never edited. */\n${made.outputFiles[0].text}`;
const digest = (text) => createHash("sha256").update(text).digest("hex");
const inputs = ["package.json", "package-lock.json", "entry.js", "build.mjs"].map((name) => readFileSync(name, "utf8")).join("\0");
writeFileSync(`${out}/codemirror.js`, code);
writeFileSync(`${out}/codemirror.LICENSES.txt`, about.map(({ name, version, license, words }) => `${name} ${version} (${license})\n\n${words}\n`).join(`\n${"-".repeat(72)}\n\n`));
writeFileSync("built.json", `${JSON.stringify({
  inputs: digest(inputs), bundle: digest(code), packages: Object.fromEntries(about.map(({ name, version }) => [name, version])),
}, null, 2)}\n`);
