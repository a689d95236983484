// node rudder-node.js HOST KEY: makes the calls, the second half once a line is read.
import Analytics from '@rudderstack/rudder-sdk-node';
import { once } from 'node:events';
import { at, GROUP, OLDER, PRODUCT, TRAITS, USER } from './calls.js';

const [dataPlaneUrl, writeKey] = process.argv.slice(2);
const userId = USER;

const analytics = new Analytics(writeKey, { dataPlaneUrl });
analytics.identify({ userId, traits: TRAITS, originalTimestamp: at(0) });
analytics.track({ userId, event: 'Product Viewed', properties: PRODUCT, originalTimestamp: at(1) });
analytics.page({ userId, name: 'Home', originalTimestamp: at(2) });
await once(process.stdin, 'data');
analytics.screen({ userId, name: 'Basket', originalTimestamp: at(3) });
analytics.group({ userId, groupId: GROUP, originalTimestamp: at(4) });
analytics.alias({ userId, previousId: OLDER, originalTimestamp: at(5) });
await analytics.flush();
process.exit(0);
