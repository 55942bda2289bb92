// As warm.c, by ajv: node warm.js SCHEMA.json DOCUMENT.json, with ajv in NODE_PATH.
const fs = require('fs');
const Ajv = require('ajv/dist/2020');
const schema = JSON.parse(fs.readFileSync(process.argv[2]));
const text = fs.readFileSync(process.argv[3]);
const validate = new Ajv({ validateFormats: false }).compile(schema);
const document = JSON.parse(text);
const ROUNDS = 20, REPEATS = 50000;
let least = Infinity, valid = 0;
for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    for (let i = 0; i < REPEATS; i++) valid += validate(document);
    least = Math.min(least, Number(process.hrtime.bigint() - start) / REPEATS);
}
console.log(least.toFixed(0));
process.exit(valid === ROUNDS * REPEATS ? 0 : 1);
