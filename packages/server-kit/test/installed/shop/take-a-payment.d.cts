export declare function takeAPayment(parts: object): Promise<object>;
