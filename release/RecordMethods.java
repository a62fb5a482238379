import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How records are compared and hashed is made by a bootstrap method, which spins some classes for
/// each record at each start; no cache of this Java keeps them. In the image a method of the record
/// does it instead, which looks at one component after the other.
final class RecordMethods {
  private static final String NAME = "$record$";
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /// The places of one record, by what is asked.
  private final Map<String, InvokeDynamicInstruction> places = new LinkedHashMap<>();

  private RecordMethods() {}

  /// @return the class with methods of its own, or its content as it is where it has no such place
  static byte[] unrolled(ClassFile format, ClassModel model, byte[] content) {
    RecordMethods methods = new RecordMethods();
    ClassDesc type = model.thisClass().asSymbol();
    ClassTransform asking =
        ClassTransform.transformingMethodBodies(
            (code, element) -> {
              if (element instanceof InvokeDynamicInstruction place && isOfRecord(place)) {
                String asked = place.name().stringValue();
                methods.places.put(asked, place);
                code.invokestatic(type, NAME + asked, place.typeSymbol());
              } else {
                code.with(element);
              }
            });
    byte[] unrolled =
        format.transformClass(model, asking.andThen(ClassTransform.endHandler(methods::answer)));
    return methods.places.isEmpty() ? content : unrolled;
  }

  /// The text of a record is left to the JDK: people see few.
  private static boolean isOfRecord(InvokeDynamicInstruction place) {
    return place.bootstrapMethod().owner().equals(BOOTSTRAPS)
        && !place.name().equalsString("toString");
  }

  private void answer(ClassBuilder type) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    places.forEach(
        (asked, place) -> {
          ClassDesc owner = (ClassDesc) place.bootstrapArgs().getFirst();
          // the names of the components, which these don't need, are between
          List<DirectMethodHandleDesc> components =
              place.bootstrapArgs().stream()
                  .skip(2)
                  .map(DirectMethodHandleDesc.class::cast)
                  .toList();
          type.withMethodBody(
              NAME + asked,
              place.typeSymbol(),
              flags,
              code -> {
                if (asked.equals("equals")) compare(code, owner, components);
                else hash(code, components);
              });
        });
  }

  /// As [Record#equals] says, in the order of the components.
  private static void compare(
      CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> components) {
    Label same = code.newLabel();
    Label other = code.newLabel();
    code.aload(0).aload(1).if_acmpeq(same);
    code.aload(1).instanceOf(owner).ifeq(other);
    code.aload(1).checkcast(owner).astore(2);
    for (DirectMethodHandleDesc component : components) {
      get(code, 0, component);
      get(code, 2, component);
      ClassDesc type = type(component);
      switch (TypeKind.from(type)) {
        case REFERENCE -> {
          ClassDesc any = ConstantDescs.CD_Object;
          code.invokestatic(
              OBJECTS, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean, any, any));
          code.ifeq(other);
        }
        case LONG, FLOAT, DOUBLE -> {
          code.invokestatic(
              boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
          code.ifne(other);
        }
        default -> code.if_icmpne(other);
      }
    }
    code.labelBinding(same).iconst_1().ireturn();
    code.labelBinding(other).iconst_0().ireturn();
  }

  /// The same number as the bootstrap method's, so that a set of records keeps its order.
  private static void hash(CodeBuilder code, List<DirectMethodHandleDesc> components) {
    code.iconst_0();
    for (DirectMethodHandleDesc component : components) {
      code.bipush(31).imul();
      get(code, 0, component);
      ClassDesc type = type(component);
      boolean isPrimitive = type.isPrimitive();
      code.invokestatic(
          isPrimitive ? boxed(type) : OBJECTS,
          "hashCode",
          MethodTypeDesc.of(ConstantDescs.CD_int, isPrimitive ? type : ConstantDescs.CD_Object));
      code.iadd();
    }
    code.ireturn();
  }

  private static void get(CodeBuilder code, int record, DirectMethodHandleDesc component) {
    code.aload(record).getfield(component.owner(), component.methodName(), type(component));
  }

  private static ClassDesc type(DirectMethodHandleDesc component) {
    return component.invocationType().returnType();
  }

  private static ClassDesc boxed(ClassDesc primitive) {
    return switch (primitive.descriptorString()) {
      case "Z" -> ConstantDescs.CD_Boolean;
      case "B" -> ConstantDescs.CD_Byte;
      case "C" -> ConstantDescs.CD_Character;
      case "S" -> ConstantDescs.CD_Short;
      case "I" -> ConstantDescs.CD_Integer;
      case "J" -> ConstantDescs.CD_Long;
      case "F" -> ConstantDescs.CD_Float;
      default -> ConstantDescs.CD_Double;
    };
  }
}
