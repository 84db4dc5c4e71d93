import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { db } from '#shared/table/client';
import { unitsOf } from './units.ts';

/** What was asked of the table: so many items of one kind, read or written. A get of what is not there touches one, too. */
export interface Touch {
  readonly how: 'read' | 'written';
  /** Of what was written, the kind of item; of what was read, what its key begins with. */
  readonly what: string;
  /** What its key says next. */
  readonly whose: string;
  readonly items: number;
  /** Write units. */
  readonly units: number;
}

type Row = Record<string, any>;
interface Command {
  readonly input: Row;
}

/** Lets something happen, and tells all that it asked of the table meanwhile. */
export async function touched(act: () => Promise<unknown>): Promise<Touch[]> {
  const touches: Touch[] = [];
  const found = new Map<string, Row>();
  const { send } = db;
  const ask = send.bind(db) as (command: Command) => Promise<Row>;
  const watched = async (command: Command) => {
    const { input } = command;
    if (command instanceof GetCommand || command instanceof QueryCommand) {
      const answer = await ask(command);
      touches.push(read(input, answer));
      if (answer['Item']) found.set(placeOf(answer['Item']), answer['Item']);
      return answer;
    }
    if (!(command instanceof TransactWriteCommand)) throw new Error('Neither a get, a query nor a commit');
    input['ReturnConsumedCapacity'] = 'TOTAL';
    const lines = (input['TransactItems'] as Row[]).map((line) => written(line, found));
    const answer = await ask(command);
    agreed(lines, answer['ConsumedCapacity']);
    touches.push(...lines);
    return answer;
  };
  db.send = watched as unknown as typeof send;
  try {
    await act();
  } finally {
    db.send = send;
  }
  return touches;
}

const placeOf = ({ pk, sk }: Row) => `${pk} ${sk}`;

function read({ Key, ExpressionAttributeValues }: Row, { ScannedCount: items = 1 }: Row): Touch {
  const place = { ...Key, ...(Key === undefined && { pk: ExpressionAttributeValues[':pk'] }) };
  const [what, whose] = place.person === undefined ? place.pk.split('#') : ['KEY', place.person];
  return { how: 'read', what, whose, items, units: 0 };
}

function written({ Put }: Row, found: ReadonlyMap<string, Row>): Touch {
  if (Put === undefined) throw new Error('Not a put: what it costs is not known here');
  const { entity: what, pk } = Put.Item;
  const units = unitsOf(found.get(placeOf(Put.Item)), Put.Item);
  return { how: 'written', what, whose: pk.split('#')[1], items: 1, units };
}

/** The local AWS reckons by itself what DynamoDB would charge. */
function agreed(lines: readonly Touch[], consumed: readonly { CapacityUnits: number }[]): void {
  const ours = lines.reduce((sum, { units }) => sum + units, 0);
  const theirs = consumed.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  if (ours !== theirs) throw new Error(`${ours} write units by our reckoning, ${theirs} by that of the local AWS`);
}
