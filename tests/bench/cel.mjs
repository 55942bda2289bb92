// The same as cel.c in JavaScript: cel.mjs MODULES LIBRARY FOLDER EXPRESSION...
// prints nanoseconds an evaluation and how many were true, for each expression.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, library, folder, ...expressions] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + '/').href);
const rounds = 200;
const documents = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({ doc: JSON.parse(readFileSync(`${folder}/${name}`)) }));

// A function from variables to the value, made once.
async function compile(expression) {
  const loaded = await import(pathToFileURL(require.resolve(library)).href);
  if (library === '@bufbuild/cel') {
    return loaded.plan(loaded.celEnv(), loaded.parse(expression));
  }
  const environment = new loaded.Environment().registerVariable('doc', 'dyn');
  return environment.parse(expression);
}

for (const expression of expressions) {
  const evaluate = await compile(expression);
  for (let i = 0; i < 50; i++) for (const variables of documents) evaluate(variables); // warm up
  let trueCount = 0;
  const start = process.cpuUsage();
  for (const variables of documents) {
    for (let i = 0; i < rounds; i++) if (evaluate(variables) === true) trueCount++;
  }
  const { user, system } = process.cpuUsage(start);
  const each = ((user + system) * 1000) / rounds / documents.length;
  console.log(`${each.toFixed(1)} ${trueCount / rounds}`);
}
