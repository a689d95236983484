// node segment-node.js HOST KEY: makes the calls, the second half once a line is read.
import { Analytics } from '@segment/analytics-node';
import { once } from 'node:events';
import { at, GROUP, OLDER, PRODUCT, TRAITS, USER } from './calls.js';

const [host, writeKey] = process.argv.slice(2);
const userId = USER;
const time = call => new Date(at(call));

const analytics = new Analytics({ host, writeKey });
analytics.identify({ userId, traits: TRAITS, timestamp: time(0) });
analytics.track({ userId, event: 'Product Viewed', properties: PRODUCT, timestamp: time(1) });
analytics.page({ userId, name: 'Home', timestamp: time(2) });
await once(process.stdin, 'data');
analytics.screen({ userId, name: 'Basket', timestamp: time(3) });
analytics.group({ userId, groupId: GROUP, timestamp: time(4) });
analytics.alias({ userId, previousId: OLDER, timestamp: time(5) });
await analytics.closeAndFlush();
process.exit(0);
