import sample from '../../../examples/grid-resilience.md';

import { openNew } from './documents';

/** Opens a copy of the sample brief, which has a fault of each common kind. */
export async function openSample(): Promise<void> {
  await openNew('markdown', sample);
}
