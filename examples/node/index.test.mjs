import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';

import { handler } from './index.mjs';
import { accepted } from './orders.mjs';

const event = JSON.parse(readFileSync(new URL('event.json', import.meta.url)));

beforeEach(() => accepted.length = 0);

test('accepts the orders of a batch, each for its tenant', async () => {
    await handler(event);
    assert.deepEqual(accepted, ['acme: 3 chairs', 'nobody: 1 table']);
});

test('fails for an empty order, so that the whole batch comes back', async () => {
    const batch = structuredClone(event);
    batch.rmqMessagesByQueue['orders::/'][1].data = '';
    await assert.rejects(handler(batch), { message: 'an order must not be empty' });
});
