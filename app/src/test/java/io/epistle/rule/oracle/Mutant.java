package io.epistle.rule.oracle;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.util.function.Predicate;

/// A fault planted into one compiled method of the product, without a hook in the product.
///
/// @param fault what is wrong then, in words
/// @param className the class's name inside `io.epistle.rule.runs`
/// @param method the method's name
/// @param place which of the instructions in question, from 0
/// @param kind what is done to it
record Mutant(String fault, String className, String method, int place, Kind kind) {
    /// What is done to an instruction.
    enum Kind {
        /// `<` becomes `<=`, `>=` becomes `>`, and the other way round.
        BOUNDARY,
        /// The lesser becomes the greater, and the other way round.
        MINIMUM_AND_MAXIMUM,
        /// What is returned is one millisecond later.
        LATER,
        /// What is returned is never.
        NEVER
    }

    String fullName() {
        return "io.epistle.rule.runs." + className;
    }

    /// The class with the fault in it.
    ///
    /// @throws IllegalStateException where the method has no such instruction any more
    byte[] plantedIn(byte[] sound) {
        ClassFile format = ClassFile.of();
        int[] seen = {0};
        byte[] faulty =
                format.transformClass(
                        format.parse(sound),
                        ClassTransform.transformingMethodBodies(
                                found -> found.methodName().equalsString(method),
                                (builder, element) -> {
                                    boolean hit =
                                            isInQuestion().test(element) && seen[0]++ == place;
                                    if (hit) {
                                        plant(builder, element);
                                    } else {
                                        builder.with(element);
                                    }
                                }));
        if (seen[0] <= place) {
            throw new IllegalStateException(
                    "found %d instructions for the fault \"%s\", expected more than %d"
                            .formatted(seen[0], fault, place));
        }
        return faulty;
    }

    private Predicate<CodeElement> isInQuestion() {
        return switch (kind) {
            case BOUNDARY ->
                    element -> element instanceof BranchInstruction branch && isOrder(branch);
            case MINIMUM_AND_MAXIMUM ->
                    element ->
                            element instanceof InvokeInstruction call
                                    && (call.name().equalsString("min")
                                            || call.name().equalsString("max"));
            case LATER, NEVER ->
                    element ->
                            element instanceof ReturnInstruction end
                                    && end.opcode() == Opcode.LRETURN;
        };
    }

    private static boolean isOrder(Instruction instruction) {
        return swapped(instruction.opcode()) != instruction.opcode();
    }

    private static Opcode swapped(Opcode opcode) {
        return switch (opcode) {
            case IFLT -> Opcode.IFLE;
            case IFLE -> Opcode.IFLT;
            case IFGT -> Opcode.IFGE;
            case IFGE -> Opcode.IFGT;
            case IF_ICMPLT -> Opcode.IF_ICMPLE;
            case IF_ICMPLE -> Opcode.IF_ICMPLT;
            case IF_ICMPGT -> Opcode.IF_ICMPGE;
            case IF_ICMPGE -> Opcode.IF_ICMPGT;
            default -> opcode;
        };
    }

    private void plant(CodeBuilder builder, CodeElement element) {
        switch (kind) {
            case BOUNDARY -> {
                BranchInstruction branch = (BranchInstruction) element;
                builder.branch(swapped(branch.opcode()), branch.target());
            }
            case MINIMUM_AND_MAXIMUM -> {
                InvokeInstruction call = (InvokeInstruction) element;
                builder.invokestatic(
                        call.owner().asSymbol(),
                        call.name().equalsString("min") ? "max" : "min",
                        call.typeSymbol());
            }
            case LATER -> builder.lconst_1().ladd().with(element);
            case NEVER -> builder.pop2().loadConstant(Long.MAX_VALUE).with(element);
        }
    }
}
