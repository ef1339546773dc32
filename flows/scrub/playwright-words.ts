/**
 * Words of Playwright 1.65's own formats: traces, reports, blobs. A secret that happens to be one of them must not spoil the
 * file. Words under six characters are missing, since no secret is that short. Where a later version has more of them, the worst is
 * that such a secret's file does not open.
 */
const KEYS = `
actualWorkers annotations attachments before beforeSnapshot botName browserName bodySize callId category channel clientX
collectionTime column columnNumber compression config configFile contentType content contextId cookies duration
endTime endWallTime entries entryFile errors expectedStatus expires failOnFlakyTests fileId fileName files forbidOnly
frameId frameSwapWallTime frameUrl fullyParallel globalSetup globalTeardown globalTimeout grepInvert hasOwner headers
headersSize height hostname httpOnly httpVersion inputSnapshot isBase64 isFunction isMainFrame lineNumber location
machines maxFailures message messageType metadata method mimeType monotonicTime options origin outcome outputDir
pageId pageref parallelIndex parameters params parentId parentStepId partitionKey phase platform playwrightVersion point
postData preserveOutput project projectId projectName projectNames projects queryString quiet receive redirectURL repeatEach
repeatEachIndex reportSlowTests request resourceOverrides response result resultId results retries rootDir sameSite
screenshot sdkLanguage secure serverIPAddress shardIndex skipped snapshot snapshots source sources
specs stacks startTime startWallTime startedDateTime stats status statusText steps stepId strict suites testDir
testFile testIdAttributeName testIgnore testMatch testId tests timeout timestamp timings title unexpected updateSnapshots
userAgent version viewport wallTime webServer workerIndex workers selector selectors expression snippet codeframe expected
flaky interrupted network _browser _creator browser creator entries comment _frameref _monotonicTime
_resourceType _securityDetails _serverPort _transferSize pageTimings`;

const VALUES = `
action after before console context-options error event frame-snapshot input resource-snapshot screencast-frame stderr
stdout passed failed skipped timedOut interrupted expected unexpected flaky hook fixture expect test.step test.attach
pw:api onBlobReportMetadata onConfigure onProject onBegin onTestBegin onStepBegin onStepEnd onStdIO onAttach onTestEnd
onError onEnd onTestPaused library testRunner chromium firefox webkit javascript python csharp`;

/** Keys of Playwright's own. */
export const KEY_WORDS: ReadonlySet<string> = new Set(KEYS.trim().split(/\s+/));

/** Enumerated values of Playwright's own. */
export const VALUE_WORDS: ReadonlySet<string> = new Set(VALUES.trim().split(/\s+/));

/** Under these keys stand enumerated values, however deep. */
export const WORD_KEYS: ReadonlySet<string> = new Set([
  ...[
    'type',
    'method',
    'status',
    'outcome',
    'expectedStatus',
    'category',
    'origin',
    'browserName',
    'sdkLanguage',
    'phase',
  ],
]);

/** Under these keys of a line of a trace, at the top, Playwright names what it did itself, from long lists. */
export const TRACE_KEYS: ReadonlySet<string> = new Set(['type', 'class', 'method', 'callId', 'parentId', 'pageId']);

/** Names that Playwright gives to files, with nothing free in them. */
export const FILE_NAME =
  /^(?:(?:[\w-]+-)?(?:trace|test)\.(?:trace|network|stacks)|report\.jsonl?|resources\/[\da-f]{40}(?:\.\w+)?|screencast\/page@[\da-f]+-\d+\.jpeg|screenshots\/\w+@\d+-(?:before|action|after)\.png)$/;
