/** Tests of the flows that are about launching a browser itself, and so can't be passed in a remote one. */
export const LEFT_OUT: readonly { readonly title: RegExp; readonly why: string }[] = [
  {
    title: /certificates\.spec\.ts .*client certificate/,
    why: 'A client certificate is refused with a remote browser: its key would leave this machine.',
  },
  {
    title: /certificates\.spec\.ts (?:a certificate of an unknown authority|of an authority without a name)/,
    why: 'It launches a browser of its own choice: the headless shell does not say who issued a certificate.',
  },
  {
    title: /recovery\.spec\.ts (?:the browser crashes after|a browser that crashes before)/,
    why: 'It kills the browser among the processes of the run. tests/run/remote-browser.spec.ts breaks the line to a remote one.',
  },
];
