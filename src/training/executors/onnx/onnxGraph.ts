import { onnx } from 'onnx-proto';

/** A value of the graph, by name. */
export type Value = string;

export type ElementType = 'float32' | 'int32' | 'int64' | 'uint8';

/** A dimension by its name where batches decide it. */
export type Axis = number | string;

/** Attributes of a node; integers, unless wrapped by `float`. */
export type Attributes = Readonly<Record<string, number | readonly number[] | Float>>;

interface Float {
  readonly float: number;
}

export function float(value: number): Float {
  return { float: value };
}

const { TensorProto, AttributeProto } = onnx;
const { DataType } = TensorProto;
const { AttributeType } = AttributeProto;

const elementTypes: Readonly<Record<ElementType, onnx.TensorProto.DataType>> = {
  float32: DataType.FLOAT,
  int32: DataType.INT32,
  int64: DataType.INT64,
  uint8: DataType.UINT8,
};

/** Of the operators of ONNX itself. */
export const OPSET = 18;

/** Those that ONNX Runtime has besides. */
const runtimeDomain = 'com.microsoft';

/** An ONNX model (https://onnx.ai) as it is being written. */
export class OnnxGraph {
  readonly #inputs: onnx.IValueInfoProto[] = [];
  readonly #outputs = new Map<Value, onnx.IValueInfoProto>();
  readonly #nodes: onnx.INodeProto[] = [];
  readonly #constants = new Map<string, onnx.ITensorProto>();

  constructor(readonly name: string) {}

  /** @param shape whatever comes where absent */
  input(name: string, type: ElementType, shape?: readonly Axis[]): Value {
    this.#inputs.push(valueInfo(name, elementTypes[type], shape));
    return name;
  }

  /** A float32 output. */
  output(value: Value, shape?: readonly Axis[]): void {
    this.#outputs.set(value, valueInfo(value, DataType.FLOAT, shape));
  }

  /** A value by a name of one's own. */
  named(name: string, value: Value): Value {
    this.#nodes.push({ name, opType: 'Identity', domain: '', input: [value], output: [name] });
    return name;
  }

  /** A float32 tensor that comes with the model. */
  parameter(name: string, shape: readonly number[], data: Float32Array): Value {
    return this.#constant(name, [...shape], DataType.FLOAT, data);
  }

  /** One node. @returns its first output */
  node(operator: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.nodes(operator, inputs, attributes, 1)[0] ?? '';
  }

  /** One node of ONNX Runtime's own operators. */
  runtimeNode(operator: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.nodes(operator, inputs, attributes, 1, runtimeDomain)[0] ?? '';
  }

  /** One node of several outputs. */
  nodes(
    operator: string,
    inputs: readonly Value[],
    attributes: Attributes,
    outputs: number,
    domain = '',
  ): readonly Value[] {
    const name = `${operator}_${this.#nodes.length}`;
    const names = Array.from({ length: outputs }, (_, index) => (index === 0 ? name : `${name}_${index}`));
    this.#nodes.push({
      name,
      opType: operator,
      domain,
      input: [...inputs],
      output: names,
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
    return names;
  }

  /** A float32 scalar. */
  scalar(value: number): Value {
    return this.#constant(`scalar ${value}`, [], DataType.FLOAT, new Float32Array([value]));
  }

  /** An int64 vector. */
  integers(values: readonly number[]): Value {
    return this.#constant(`integers ${values}`, [values.length], DataType.INT64, BigInt64Array.from(values, BigInt));
  }

  /** An int64 scalar. */
  integer(value: number): Value {
    return this.#constant(`integer ${value}`, [], DataType.INT64, BigInt64Array.of(BigInt(value)));
  }

  encode(): Uint8Array {
    const needsRuntime = this.#nodes.some(({ domain }) => domain === runtimeDomain);
    return onnx.ModelProto.encode({
      irVersion: 8,
      producerName: 'conll-distill',
      opsetImport: [{ domain: '', version: OPSET }, ...(needsRuntime ? [{ domain: runtimeDomain, version: 1 }] : [])],
      graph: {
        name: this.name,
        node: this.#nodes,
        initializer: [...this.#constants.values()],
        input: this.#inputs,
        output: [...this.#outputs.values()],
      },
    }).finish();
  }

  #constant(
    name: string,
    dims: number[],
    dataType: onnx.TensorProto.DataType,
    data: Float32Array | BigInt64Array,
  ): Value {
    if (!this.#constants.has(name)) {
      this.#constants.set(name, {
        name,
        dims,
        dataType,
        rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
      });
    }
    return name;
  }
}

function valueInfo(name: string, elemType: onnx.TensorProto.DataType, shape?: readonly Axis[]): onnx.IValueInfoProto {
  const dim = shape?.map((axis) => (typeof axis === 'number' ? { dimValue: axis } : { dimParam: axis }));
  return { name, type: { tensorType: { elemType, ...(dim && { shape: { dim } }) } } };
}

function attribute(name: string, value: Attributes[string]): onnx.IAttributeProto {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}
