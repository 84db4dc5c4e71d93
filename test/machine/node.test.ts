import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from '../../bin/machine/environment.ts';

const check = './bin/machine/node.cjs';

it('stops in one line on another Node', async () => {
  const old = `Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); require('${check}')`;
  const ran = promisify(execFile)(process.execPath, ['-e', old], { cwd: ROOT });
  await expect(ran).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^This needs Node 24.*\n$/),
  });
});

it('goes on, on the right one', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', check, '-p', '1'], { cwd: ROOT });
  expect(stdout).toBe('1\n');
});

it('is the first step of every command', async () => {
  const { scripts } = JSON.parse(await readFile(`${ROOT}package.json`, 'utf8'));
  for (const [name, command] of Object.entries(scripts)) {
    expect(command, name).toMatch(/^node -r \.\/bin\/machine\/node\.cjs \S+/);
  }
});
