import { onnx } from 'onnx-proto';

/** A value of the graph, by name. */
export type Value = string;

export type ElementType = 'float32' | 'int32' | 'uint8';

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
  uint8: DataType.UINT8,
};

/** An ONNX model (https://onnx.ai, opset 18, with ONNX Runtime's own operators) as it is being written. */
export class OnnxGraph {
  readonly #inputs: onnx.IValueInfoProto[] = [];
  readonly #outputs = new Map<Value, onnx.IValueInfoProto>();
  readonly #nodes: onnx.INodeProto[] = [];
  readonly #constants = new Map<string, onnx.ITensorProto>();

  input(name: string, type: ElementType): Value {
    this.#inputs.push(valueInfo(name, elementTypes[type]));
    return name;
  }

  output(value: Value): void {
    this.#outputs.set(value, valueInfo(value, DataType.FLOAT));
  }

  /** One node. @returns its first output */
  node(operator: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.nodes(operator, inputs, attributes, 1)[0] ?? '';
  }

  /** One node of ONNX Runtime's own operators. */
  runtimeNode(operator: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.nodes(operator, inputs, attributes, 1, 'com.microsoft')[0] ?? '';
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

  encode(): Uint8Array {
    return onnx.ModelProto.encode({
      irVersion: 8,
      opsetImport: [
        { domain: '', version: 18 },
        { domain: 'com.microsoft', version: 1 },
      ],
      graph: {
        name: 'step',
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
      this.#constants.set(name, { name, dims, dataType, rawData: new Uint8Array(data.buffer) });
    }
    return name;
  }
}

function valueInfo(name: string, elemType: onnx.TensorProto.DataType): onnx.IValueInfoProto {
  return { name, type: { tensorType: { elemType } } };
}

function attribute(name: string, value: Attributes[string]): onnx.IAttributeProto {
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}
