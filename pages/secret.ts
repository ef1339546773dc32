import { inspect } from 'node:util';

/** A value that must not be seen. Printing, joining, serialising or inspecting it gives `[secret]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Lint allows this call where a secret is typed, where a proxy asks for its password, where it seals a kept session, where it is written into the settings file that it was typed for, where it is the address of a notification and where the secret registry learns it, nowhere else. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
