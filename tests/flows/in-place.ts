import type { SwapPlace } from '../../fixtures/swap-place.js';

/** The place of a test, and its end whatever happens. */
export async function inPlace(place: Promise<SwapPlace>, work: (place: SwapPlace) => Promise<void>): Promise<void> {
  const opened = await place;
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}
