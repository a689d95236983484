// Renders a template with its data: once to standard output, or for some seconds, and then prints
// how many renders a second of CPU gave. node liquidjs.cjs TEMPLATE DATA SECONDS
const fs = require('node:fs');
const { Liquid } = require('liquidjs');

const [template, data, seconds] = process.argv.slice(2);
const engine = new Liquid();
engine.registerFilter('money', (cents, currency) => {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)} ${currency}`;
});
const parsed = engine.parse(fs.readFileSync(template, 'utf8'));
const scope = JSON.parse(fs.readFileSync(data, 'utf8'));

function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function rendersPerSecond(limit) {
  const began = cpuSeconds();
  let renders = 0;
  let spent = 0;
  while (spent < limit) {
    for (let index = 0; index < 200; index++) {
      engine.renderSync(parsed, scope);
    }
    renders += 200;
    spent = cpuSeconds() - began;
  }
  return renders / spent;
}

if (Number(seconds) === 0) {
  process.stdout.write(engine.renderSync(parsed, scope));
} else {
  rendersPerSecond(Number(seconds));
  process.stdout.write(String(rendersPerSecond(Number(seconds))));
}
