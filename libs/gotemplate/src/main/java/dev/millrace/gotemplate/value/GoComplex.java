package dev.millrace.gotemplate.value;

/**
 * A complex128.
 *
 * @param real the real part
 * @param imaginary the imaginary part
 */
public record GoComplex(double real, double imaginary) implements Typed {
  @Override
  public GoType goType() {
    return GoType.COMPLEX128;
  }
}
