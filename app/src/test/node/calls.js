// What every SDK is asked to do: two halves, so that the server can be restarted in between.
// An SDK that knows no screens leaves that call out.

const HOUR = 3600 * 1000;

// An hour ago, and a second later with each call: the order of what happened is the order of the calls.
const begun = Date.now() - HOUR;

export function at(call) {
  return new Date(begun + call * 1000).toISOString();
}

export const USER = 'u1';
export const OLDER = 'older';
export const GROUP = 'acme';
export const TRAITS = { email: 'ann@example.com', plan: 'gold' };
export const PRODUCT = { product_id: '22423' };
