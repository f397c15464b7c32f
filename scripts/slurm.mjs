// A Slurm of one node for tests, from Debian's packages (slurm-wlm, munge), beside whatever Slurm the machine may have:
//   node scripts/slurm.mjs     starts it, prints the SLURM_CONF to use it with, and stops it on Ctrl-C
// Everything of it stands in one temporary folder; it runs as root, without control groups and without accounting.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, hostname, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { aptInstall, canInstall } from './apt.mjs';

const daemons = ['/usr/sbin/munged', '/usr/sbin/slurmctld', '/usr/sbin/slurmd'];
const isInstalled = () => daemons.every((file) => existsSync(file));

/** Why there can be no Slurm here; undefined where there can. @returns {string | undefined} */
export function whyNoSlurm() {
  if (process.platform !== 'linux') return 'Slurm runs on Linux only';
  if (process.getuid?.() !== 0) return 'the daemons of Slurm are started as root';
  if (!isInstalled() && !canInstall())
    return 'slurm-wlm and munge are not installed (Debian: apt-get install slurm-wlm munge)';
  return undefined;
}

/**
 * Installs Slurm where it is missing, and starts one node.
 * @returns {Promise<{ conf: string, clear: () => Promise<void>, stop: () => Promise<void> }>} the SLURM_CONF of its commands; `clear` ends
 *   all jobs at once
 */
export async function startSlurm() {
  if (!isInstalled()) aptInstall(['slurm-wlm', 'munge']);
  const folder = mkdtempSync(path.join(tmpdir(), 'conll-slurm-'));
  const at = (/** @type {string} */ name) => path.join(folder, name);
  for (const name of ['state', 'spool']) mkdirSync(at(name));
  writeFileSync(at('munge.key'), randomBytes(128), { mode: 0o400 });
  const conf = at('slurm.conf');
  writeFileSync(conf, configuration(at, await freePort(), await freePort()));
  const env = { ...process.env, SLURM_CONF: conf };
  /** @type {import('node:child_process').ChildProcess[]} */
  const running = [];
  const clear = async () => {
    const inQueue = () =>
      execFileSync('squeue', ['-h', '-o', '%A'], { env, encoding: 'utf8' }).split('\n').filter(Boolean);
    for (let attempt = 0; attempt < 50 && inQueue().length > 0; attempt++) {
      // One that ends by itself meanwhile makes scancel fail.
      for (const how of [['--full', '--signal=KILL'], []])
        spawnSync('scancel', [...how, '--user=root'], { env, stdio: 'ignore' });
      await wait(200);
    }
  };
  const stop = async () => {
    // What a job runs would outlive the daemons.
    if (running.length === 3) await clear().catch(() => undefined);
    for (const child of running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await Promise.race([ended, wait(5000)]);
      child.kill('SIGKILL');
    }
    rmSync(folder, { recursive: true, force: true });
  };
  /** @param {string} command @param {string[]} args */
  const start = (command, ...args) => running.push(spawn(command, args, { env, stdio: 'ignore' }));
  try {
    const munge = [
      'key-file=munge.key',
      'socket=munge.socket',
      'pid-file=munged.pid',
      'log-file=munged.log',
      'seed-file=munge.seed',
    ];
    start('munged', '--foreground', '--force', ...munge.map((option) => `--${option.replace('=', `=${folder}/`)}`));
    await until(() => existsSync(at('munge.socket')), 'munged', at('munged.log'));
    start('slurmctld', '-D', '-i');
    start('slurmd', '-D', '-N', node);
    const isIdle = () =>
      execFileSync('sinfo', ['-h', '-o', '%T'], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).includes('idle');
    await until(isIdle, 'slurmctld and slurmd', at('slurmctld.log'), at('slurmd.log'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { conf, clear, stop };
}

const node = hostname().split('.', 1)[0] ?? 'localhost';

/** @param {(name: string) => string} at @param {number} controlPort @param {number} nodePort */
function configuration(at, controlPort, nodePort) {
  return `ClusterName=conll
SlurmctldHost=${node}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
SlurmctldPort=${controlPort}
SlurmdPort=${nodePort}
AuthType=auth/munge
AuthInfo=socket=${at('munge.socket')}
StateSaveLocation=${at('state')}
SlurmdSpoolDir=${at('spool')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
# A container has no control groups of its own to hand out.
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
MpiDefault=none
ReturnToService=2
KillWait=20
NodeName=${node} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN
PartitionName=all Nodes=${node} Default=YES MaxTime=INFINITE State=UP
`;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** @param {() => boolean} isReady @param {string} what @param {string[]} logs shown when it is not ready in time */
async function until(isReady, what, ...logs) {
  for (let attempt = 0; attempt < 150; attempt++) {
    try {
      if (isReady()) return;
    } catch {
      // Not yet: the controller does not answer.
    }
    await wait(200);
  }
  const words = logs.map((log) =>
    existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-20).join('\n') : `${log}: not written`,
  );
  throw new Error(`${what} did not start in 30 s:\n${words.join('\n')}`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const reason = whyNoSlurm();
  if (reason) throw new Error(`No Slurm: ${reason}.`);
  const { conf, stop } = await startSlurm();
  console.log(`export SLURM_CONF=${conf}`);
  process.once('SIGINT', () => void stop());
}
