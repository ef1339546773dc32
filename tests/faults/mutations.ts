/** What breaks an invariant: a piece of code that is there once, what is put in its place, and tests that must turn red. */
export interface Mutation {
  readonly breaks: string;
  readonly file: string;
  readonly code: string;
  readonly by: string;
  /** Arguments of `playwright test`. */
  readonly red: readonly string[];
  /** What must be read there: red for another reason, as a run that came too late, shows nothing. */
  readonly says: RegExp;
}

const FAULTS = ['--config', 'tests/faults'];
const LONG = ['--project=long'];
const JUDGE = [...LONG, 'tests/fixtures/truth.spec.ts', '-g'];

/** Some of these tests, one of each kind: without a mutation they pass. */
export const green: readonly (readonly string[])[] = [
  [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'not pressed again on doubt'],
  [...FAULTS, '--project=faults', '-g', 'access-token: status-500, once'],
  [...JUDGE, 'was done: every word is true'],
];

/** Each invariant, broken, and what must turn red by it. */
export const mutations: readonly Mutation[] = [
  {
    breaks: 'Allow is pressed for whoever is signed in (promise 1)',
    file: 'flows/allow.ts',
    code: 'if (account.id === expected.id) return;',
    by: 'if (account.id !== "") return;',
    red: [...LONG, 'tests/flows/bad-input.spec.ts', '-g', 'on the consent screen only'],
    says: /Received: +4\b/,
  },
  {
    breaks: 'an Allow that Jira did not answer counts as taken (promise 2)',
    file: 'pages/consent.ts',
    code: 'if (hasGoneOn() && (page.isClosed() || !this.isOpen()))',
    by: 'if (!this.isOpen())',
    red: [...LONG, 'tests/flows/what-is-known.spec.ts', '-g', 'another page of its own'],
    says: /Expected substring: +"Allow was not answered as it should be"/,
  },
  {
    breaks: 'what nothing proves counts as done (promise 2)',
    file: 'flows/prove.ts',
    code: '!isDecided(session, grant, attribution) || (grant.status',
    by: "grant.at === '' && (grant.status",
    red: [...LONG, 'tests/flows/somebody-else.spec.ts', '-g', 'where nothing proves whose it is'],
    says: /Expected: +7\s+Received: +0\b/,
  },
  {
    breaks: 'a swap of which Jira lists no grant counts as done (promise 2)',
    file: 'flows/prove.ts',
    code: " || (grant.status === 'pending' && !isDecided(attribution))",
    by: '',
    red: [...LONG, 'tests/flows/what-is-known.spec.ts', '-g', 'where the old token holds.*without a canary'],
    says: /Expected: +7\s+Received: +0\b/,
  },
  {
    breaks: 'a press is made in whichever connector’s window is open',
    file: 'pages/window-fields.ts',
    code: 'return one.id !== other.id;',
    by: 'return false;',
    red: ['tests/pages/press.spec.ts', '-g', 'opened as that of another by its id'],
    says: /Received string: +"pressed"/,
  },
  {
    breaks: 'Reauthorize is pressed twice on doubt',
    file: 'flows/swap.ts',
    code: "details.label === 'authorised' && journal.onItsWay(run.timeouts.requestToken) > 0",
    by: 'details === null',
    red: [...LONG, 'tests/flows/what-is-known.spec.ts', '-g', 'only just was pressed'],
    says: /Expected: +0\s+Received: +6\b|Expected substring: +"may still be on its way"/,
  },
  {
    breaks: 'Allow is pressed twice on doubt',
    file: 'flows/swap.ts',
    code: '() => authorisationReturned(change));',
    by: '() => authorisationReturned(change).catch(() => requestAndAllow(change, () => requestAnew(change, null))));',
    red: [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'not pressed again on doubt'],
    says: /Received: +0\b/,
  },
  {
    breaks: 'the connector is said to be as it was, without another look (promise 2)',
    file: 'flows/change.ts',
    code: "findings.after = { authorisation: 'unknown', account: null };\n}",
    by: '}',
    red: [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'killed past its first press'],
    says: /\+ +"authorisation": "authorised"/,
  },
  {
    breaks: 'after a stop the connector is said to be what it was before the press (promise 2)',
    file: 'flows/change.ts',
    code: "findings.after = { authorisation, account: authorisation === 'authorised' ? accountNow(findings) : null };",
    by: 'findings.after = { ...findings.before };',
    red: [...FAULTS, '--project=faults', '-g', 'access-token: status-500, once'],
    says: /says authorised, and/,
  },
  {
    breaks: 'an account is named for a connector that has no authorisation (promise 2)',
    file: 'flows/change.ts',
    code: "account: authorisation === 'authorised' ? accountNow(findings) : null",
    by: 'account: findings.approvedAs',
    red: [...JUDGE, 'left down: every word is true'],
    says: /that it is the authorisation of/,
  },
  {
    breaks: 'what the connector was before is told as what it is now (promise 2)',
    file: 'flows/report/conclude.ts',
    code: 'before: findings.before,',
    by: 'before: findings.after,',
    red: [...JUDGE, 'was done: every word is true'],
    says: /says before: /,
  },
  {
    breaks: 'the test before the press is told as one after it (promise 2)',
    file: 'flows/swap.ts',
    code: 'run.findings.connectivity = notTested();',
    by: '',
    red: [...JUDGE, 'left down: every word is true'],
    says: /says that the connectivity test/,
  },
  {
    breaks: 'after a stop nobody looks at the connector once more (promise 2)',
    file: 'flows/swap.ts',
    code: 'if (notPassed !== null) throw notPassed;\n  } catch (error) {\n    await lookAgain(begun, error);',
    by: 'if (notPassed !== null) throw notPassed;\n  } catch (error) {',
    red: [...FAULTS, '--project=faults', '-g', 'authorize \\[approve\\]: reset'],
    says: /state of the connector is unknown, though it could be read/,
  },
  {
    breaks: 'a run that leaves the connector down does not say so (promise 5)',
    file: 'flows/report/exit-codes.ts',
    code: 'if (!standing.authorised) return 6;',
    by: '',
    red: [...FAULTS, '--project=faults', '-g', 'authorize \\[approve\\]: status-500, for-good'],
    says: /without an authorisation|no authorisation/,
  },
  {
    breaks: 'two runs write to one connector (promise 6)',
    file: 'flows/run/lock.ts',
    code: 'throw await held(await readHolder(path), folder, key);',
    by: 'await readHolder(path);',
    red: [...FAULTS, '--project=pairs', '-g', 'round (1|2|3):'],
    says: /hold the connector at the same time/,
  },
  {
    breaks: 'an Allow that no Save followed is forgotten (promise 4)',
    file: 'flows/run/journal.ts',
    code: 'isUnsaved: unsaved.length > 0',
    by: 'isUnsaved: false',
    red: [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'between Allow and Save'],
    says: /Expected: true\s+Received: false/,
  },
  {
    breaks: 'a press of Save is taken for a Save (promise 4)',
    file: 'flows/run/journal.ts',
    code: "if (record.press === 'Allow') unsaved.push(record);",
    by: "if (record.press === 'Allow') unsaved.push(record);\n        if (record.press === 'Save') unsaved = [];",
    red: [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'a Save that came to nothing'],
    says: /Expected substring: +"Finished what an earlier run began"/,
  },
  {
    breaks: 'whose the connector is is said before anything shows it (promise 2)',
    file: 'flows/findings.ts',
    code: "return nearest === 'proven' ? approvedAs : null;",
    by: 'return approvedAs;',
    red: [...LONG, 'tests/flows/somebody-else.spec.ts', '-g', 'is not called the service account’s'],
    says: /\+ +"account": Object/,
  },
  {
    breaks: 'what a killed run left is left for good (promise 11)',
    file: 'flows/run/execute.ts',
    code: 'await sweep(scratch, reporter.noted);',
    by: 'void scratch;',
    red: [...FAULTS, '--project=kills', '-g', 'end of “Open the connector”'],
    says: /leaves behind: /,
  },
  {
    breaks: 'a run that is asked to end does not (promise 11)',
    file: 'flows/run/signals.ts',
    code: 'controller.abort(asked);\n    }, patience);',
    by: '}, patience);',
    red: [...LONG, 'tests/cli/endings.spec.ts', '-g', 'ends with 6 and says'],
    says: /Expected: +< 15/,
  },
  {
    breaks: 'a page that is on its way holds a run for ever',
    file: 'pages/until.ts',
    code: 'return await Promise.race([work, late]);',
    by: 'return await work;',
    red: [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'in a same-tab no look waits'],
    says: /Expected: +"label-missing"|Test timeout/,
  },
  {
    breaks: 'a request is made once only, though it passes (promise 4)',
    file: 'flows/swap.ts',
    code: 'const again = await readyToAskAgain(change, error);',
    by: 'throw error;\n    const again = await readyToAskAgain(change, error);',
    red: [...LONG, 'tests/flows/recovery.spec.ts', '-g', 'access is requested once more'],
    says: /Received: +6\b/,
  },
  {
    breaks: 'a signal before the first press ends nothing (promise 11)',
    file: 'flows/run/signals.ts',
    code: 'code ??= SIGNAL_EXIT_CODES[signal];\n      end(endedBy(signal));',
    by: 'code ??= SIGNAL_EXIT_CODES[signal];',
    red: [...FAULTS, '--project=endings', '-g', 'SIGTERM at the end of “Open the connector”'],
    says: /ends with 0: /,
  },
  {
    breaks: 'the deadline ends nothing (promise 11)',
    file: 'flows/run/signals.ts',
    code: 'end(pastDeadline(deadline));',
    by: '',
    red: [...FAULTS, '--project=endings', '-g', 'deadline in the middle of “Open the connector”'],
    says: /ended each time before its deadline/,
  },
  {
    breaks: 'the word about a stop is that the connector is as it was (promise 2)',
    file: 'flows/findings.ts',
    code: "return pressed.includes('Reauthorize') && label === 'authorised';",
    by: 'return false;',
    red: [...LONG, 'tests/flows/last-word.spec.ts', '-g', 'hands on only after'],
    says: /is authorised, but this run did not press Allow[^]*Received: +7\b/,
  },
];
