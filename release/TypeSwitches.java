import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.util.ArrayList;
import java.util.List;

/// A `switch` over types asks a bootstrap method, which spins a class for each place at each start;
/// no cache of this Java keeps them. In the image it asks a method beside it instead, which tries
/// one type after the other.
final class TypeSwitches {
  private static final String NAME = "$typeSwitch";
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

  /// The places of one class, in order.
  private final List<InvokeDynamicInstruction> places = new ArrayList<>();

  private TypeSwitches() {}

  /// @return the class with methods of its own, or its content as it is where it has no such place
  static byte[] unrolled(ClassFile format, ClassModel model, byte[] content) {
    TypeSwitches switches = new TypeSwitches();
    boolean isInterface = model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
    ClassDesc type = model.thisClass().asSymbol();
    ClassTransform asking =
        ClassTransform.transformingMethodBodies(
            (code, element) -> {
              if (element instanceof InvokeDynamicInstruction place && isOfTypes(place)) {
                String name = NAME + switches.places.size();
                switches.places.add(place);
                code.invokestatic(type, name, place.typeSymbol(), isInterface);
              } else {
                code.with(element);
              }
            });
    byte[] unrolled =
        format.transformClass(model, asking.andThen(ClassTransform.endHandler(switches::answer)));
    if (switches.places.isEmpty()) return content;
    if (model.methods().stream()
        .anyMatch(method -> method.methodName().stringValue().startsWith(NAME)))
      throw new IllegalStateException(
          type.displayName() + " has a method of its own whose name begins with " + NAME);
    return unrolled;
  }

  /// Constants between the types, and values of primitive types, are left to the JDK.
  private static boolean isOfTypes(InvokeDynamicInstruction place) {
    return place.bootstrapMethod().methodName().equals("typeSwitch")
        && place.bootstrapMethod().owner().equals(BOOTSTRAPS)
        && !place.typeSymbol().parameterType(0).isPrimitive()
        && place.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc);
  }

  private void answer(java.lang.classfile.ClassBuilder type) {
    for (int i = 0; i < places.size(); i++) {
      InvokeDynamicInstruction place = places.get(i);
      int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
      type.withMethodBody(
          NAME + i, place.typeSymbol(), flags, code -> answer(code, place.bootstrapArgs()));
    }
  }

  /// As SwitchBootstraps.typeSwitch says: -1 for null, else the first label from the second
  /// argument on that fits, else how many there are.
  private static void answer(CodeBuilder code, List<ConstantDesc> labels) {
    code.aload(0).ifThen(Opcode.IFNULL, none -> none.iconst_m1().ireturn());
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
