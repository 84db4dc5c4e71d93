import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { virtualEnvironment } from '../../bin/machine/python.ts';
import { onlyPython } from './run.ts';

/** A Python that is fine, and notes what it is asked; of a virtual environment it makes a copy of itself. */
const PYTHON = (notes: string, pip = 'exit 0') => `
echo "$*" >>${notes}
case "$*" in
  *version_info*) echo 3 12;;
  "-m venv "*) /bin/mkdir -p "$3/bin"; /bin/cp "$0" "$3/bin/python";;
  "-m pip "*) ${pip};;
esac`;

let folder: string;
const path = process.env['PATH'];
beforeEach(async () => {
  vi.spyOn(console, 'log').mockReturnValue(undefined);
  folder = await mkdtemp(`${tmpdir()}/steady-python-`);
  process.env['PATH'] = await onlyPython(`${folder}/bin`, PYTHON(`${folder}/notes`));
});
afterEach(async () => {
  process.env['PATH'] = path;
  await rm(folder, { recursive: true, force: true });
});
const installs = async () => (await readFile(`${folder}/notes`, 'utf8')).match(/^-m pip install.*/gm) ?? [];

it('is made once, by one pip command with every version named, and then used again', async () => {
  const python = await virtualEnvironment(`${folder}/state`);
  expect(await virtualEnvironment(`${folder}/state`)).toBe(python);
  const [command, ...more] = await installs();
  expect(more).toEqual([]);
  expect(command).toMatch(/ministack==1\.5\.33 cryptography==\S+ boto3==1\.43\.106$/);
});

it.each(['', 'ministack==1.0.0'])('is made anew where it is half made, or of other versions: %j', async (pins) => {
  await virtualEnvironment(`${folder}/state`);
  await writeFile(`${folder}/state/venv/pins`, pins);
  await virtualEnvironment(`${folder}/state`);
  expect(await installs()).toHaveLength(2);
});

it('is made anew where its Python has gone', async () => {
  const python = await virtualEnvironment(`${folder}/state`);
  await rm(python);
  await virtualEnvironment(`${folder}/state`);
  expect(await installs()).toHaveLength(2);
});

it('is not there when pip fails, and is once it does not', async () => {
  await onlyPython(`${folder}/bin`, PYTHON(`${folder}/notes`, 'echo ERROR: no route; exit 1'));
  await expect(virtualEnvironment(`${folder}/state`)).rejects.toThrow('ERROR: no route');
  await onlyPython(`${folder}/bin`, PYTHON(`${folder}/notes`));
  await virtualEnvironment(`${folder}/state`);
  expect(await installs()).toHaveLength(2);
});
